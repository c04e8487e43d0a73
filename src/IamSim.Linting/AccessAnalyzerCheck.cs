using System.Collections.Immutable;

namespace IamSim.Linting;

/// <summary>A check of Access Analyzer's policy validation and what reports the same here. Immutable.</summary>
public sealed record AccessAnalyzerCheck
{
    internal AccessAnalyzerCheck(AccessAnalyzerFindingType findingType, string heading, string issueCode, ImmutableArray<string> ids, string? reason)
    {
        FindingType = findingType;
        Heading = heading;
        IssueCode = issueCode;
        Ids = ids;
        Reason = reason;
    }

    /// <summary>How grave Access Analyzer calls it.</summary>
    public AccessAnalyzerFindingType FindingType { get; }

    /// <summary>Its name in the IAM User Guide, without the finding type in front.</summary>
    public string Heading { get; }

    /// <summary>The code that the API answers, such as <c>INVALID_ACTION</c>. No two checks share one.</summary>
    public string IssueCode { get; }

    /// <summary>The ids of the findings that say the same, ordered; empty where nothing does.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>What of the check is not decided and why; <c>null</c> where all of it is.</summary>
    public string? Reason { get; }

    /// <summary>The issue code and the ids.</summary>
    public override string ToString() => $"{IssueCode}: {string.Join(", ", Ids)}";
}
