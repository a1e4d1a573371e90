"""The diary: appointments, tasks, and the calendar that shows them elsewhere."""
