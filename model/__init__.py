"""The words of the project as small frozen types. Pure: imports nothing of ours, no Pulumi, no AWS."""
