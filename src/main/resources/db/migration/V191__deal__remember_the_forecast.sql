-- What was told last of the deal's expected value times its probability. Null: nothing yet; a deal from before this, and one
-- whose stage has another probability meanwhile, is told within minutes.
ALTER TABLE deal ADD COLUMN forecast numeric(15,2);
