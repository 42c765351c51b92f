// Helix asks no model of its own accord where `CI` is set. Tests ask, wherever they run; those of CI say so themselves.
delete process.env["CI"];
