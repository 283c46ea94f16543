-- A bad answer opens a service case, which keeps cause and remedy; nothing was ever written here.
DROP TABLE call_back;
