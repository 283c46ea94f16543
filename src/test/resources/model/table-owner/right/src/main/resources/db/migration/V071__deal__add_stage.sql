ALTER TABLE deal ADD stage text;
