"""What the program does: joins the rooms below; prints nothing and asks nothing."""
