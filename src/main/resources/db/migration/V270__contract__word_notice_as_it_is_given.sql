-- Section 4 of a contract tells the last day to give notice, and this clause said that none was needed. Contracts that exist
-- keep the words they took; a company that has written its own version keeps that.
INSERT INTO contract_clause (key, version, position, title, text, judge, valid_from)
SELECT key, 2, position, title,
       'The contract ends on the day stated in section 4; it goes on only by a new contract. Notice until the last day stated'
         || ' there tells the other side that it is not to be renewed. Either side may end it early for good cause. Changes of this'
         || ' contract, this clause included, need the written form.',
       judge, current_date - 1 -- today, wherever the company is
  FROM contract_clause library
 WHERE key = 'term-and-notice' AND version = 1
   AND NOT EXISTS (SELECT 1 FROM contract_clause later WHERE later.key = library.key AND later.version > 1);
