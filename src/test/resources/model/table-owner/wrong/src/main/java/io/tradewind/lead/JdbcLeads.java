class JdbcLeads { static final String ALL = """
  SELECT number FROM deal JOIN quotation USING (number)
  """;
  String next = "SELECT nextval('deal_number')"; }
