"""What came back: answers read from a file, matched to the study, and measured against its rules."""
