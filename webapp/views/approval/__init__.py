"""From submission to the seal: papers, meetings, votes, conditions, versions."""
