ALTER TABLE deal ADD lead text;
