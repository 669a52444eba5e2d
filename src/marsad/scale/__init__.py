"""Many reports: the cores of one machine (`local`), a Spark cluster (`spark`), tables between them (`tables`)."""
