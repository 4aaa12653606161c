"""The joint review: board, cases, requests, rules, and where the delegations stand."""
