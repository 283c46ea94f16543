-- the contract a payment prepays: only booked money clears a prepayment hold, and only booked money is paid back
ALTER TABLE payment
  ADD COLUMN prepays text,
  ADD CHECK (prepays IS NULL OR kind = 'payment');
CREATE INDEX payment_prepays ON payment (prepays) WHERE prepays IS NOT NULL;
