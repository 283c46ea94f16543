class JdbcDeals { static final String ALL = """
  SELECT number FROM deal
  """; }
