class Leads { String said = "from deal to deal"; }
