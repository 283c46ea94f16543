-- every change of a target in a draft, with its reason
CREATE TABLE target_edit (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plan       text NOT NULL,
  node       text NOT NULL,
  measure    text NOT NULL,
  before     numeric(15,2) NOT NULL,
  after      numeric(15,2) NOT NULL,
  reason     text NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  FOREIGN KEY (plan, node) REFERENCES target_node (plan, node)
);
CREATE INDEX target_edit_plan ON target_edit (plan, node, measure, id DESC);

CREATE TRIGGER target_edit_no_change BEFORE UPDATE OR DELETE ON target_edit
  FOR EACH ROW EXECUTE FUNCTION target_is_append_only();
