"""Organization policies as plain data: statements, catalogs, documents, and what they allow."""
