"""The public site: pages, drawings and data made of the plan alone, and never of a row of the database."""
