"""The pages: one module a journey. A view parses, calls one service, responds."""
