"""Reading and grouping on Spark: each module is one job over the tables of a back file."""
