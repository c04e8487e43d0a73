namespace IamSim.Tool.Batch;

/// <summary>Counts answers, for the last line and for the exit code.</summary>
internal struct AnswerCounts
{
    public long Allowed;
    public long Denied;
    public long PolicyErrors;
    public long Bad;
    public long Passed;
    public long Failed;

    public readonly long All => Allowed + Denied + PolicyErrors + Bad;

    public void Count(in Decision decision)
    {
        if (decision.IsAllowed)
        {
            Allowed++;
        }
        else
        {
            Denied++;
        }
    }

    public void Add(in AnswerCounts other)
    {
        Allowed += other.Allowed;
        Denied += other.Denied;
        PolicyErrors += other.PolicyErrors;
        Bad += other.Bad;
        Passed += other.Passed;
        Failed += other.Failed;
    }
}
