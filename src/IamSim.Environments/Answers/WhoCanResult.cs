using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <summary>Everybody who can do an action on a resource. Immutable and thread-safe.</summary>
public sealed class WhoCanResult
{
    internal WhoCanResult(ActionName action, string resource)
    {
        Action = action;
        Resource = resource;
    }

    /// <summary>The action.</summary>
    public ActionName Action { get; }

    /// <summary>The ARN of the resource, or <c>*</c>.</summary>
    public string Resource { get; }

    /// <summary>Who can or could: users and roles in the order of the environment, root users, those from outside; then those who get there through roles, by the length of the way.</summary>
    public ImmutableArray<WhoCanRow> Rows { get; internal init; } = [];

    /// <summary>What is not known of the resource, and what was assumed instead. What is not known of a caller stands in its row.</summary>
    public ImmutableArray<EnvironmentGap> Gaps { get; internal init; } = [];

    /// <summary>How many callers the question was about.</summary>
    public int CallerCount { get; internal init; }

    /// <summary>How many of them were asked about, each for all that are like it.</summary>
    public int AskedCount { get; internal init; }

    /// <summary>The question, and how many can.</summary>
    public override string ToString() => $"{Action} on {Resource}: {Rows.Count(static row => row.State == AccessState.Allowed)} can, {Rows.Count(static row => row.State == AccessState.Depends)} depend";
}
