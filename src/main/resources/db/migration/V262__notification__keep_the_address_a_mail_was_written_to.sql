-- of a mail that was sent again to another address: the one it had when it was written
ALTER TABLE mail ADD COLUMN written_to text;
