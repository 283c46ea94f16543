-- by when the quotation promised delivery; null in contracts from before
ALTER TABLE contract ADD COLUMN deliver_by date;
