-- Void ones too; the index that keeps a second one away knows only the others.
CREATE INDEX contract_of_deal ON contract (deal_number);
