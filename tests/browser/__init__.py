"""The pages as people use them: in Chromium, by keyboard, with and without JavaScript."""
