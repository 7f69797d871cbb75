"""What has been kept long enough."""
