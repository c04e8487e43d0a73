using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>What is asked of a principal's permissions. Immutable.</summary>
public sealed record WhatCanOptions
{
    /// <summary>Every action, about no resource in particular, with nothing stated.</summary>
    public static WhatCanOptions Default { get; } = new();

    /// <summary>The actions: entries as Action takes them, such as <c>s3:*</c>; <c>null</c> means the whole catalog.</summary>
    public ImmutableArray<string>? Actions { get; init; }

    /// <summary>The ARN of a resource that the question is about; <c>null</c> for all resources. Then only actions count that the catalog knows for such a resource, if it knows any.</summary>
    public string? Resource { get; init; }

    /// <summary>What else is stated. Tags of requests and the time are looked at for one <see cref="Resource"/> only.</summary>
    public AccessConditions Conditions { get; init; } = AccessConditions.None;
}
