-- Its entries are in the order of names, a run's spread over all of it: each result that was written changed a page of
-- its own. No query needs it: statistics read all outcomes there are.

DROP INDEX runner_outcomes_name;
