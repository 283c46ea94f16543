ALTER TABLE sales_order ADD COLUMN cancelled_why text;
