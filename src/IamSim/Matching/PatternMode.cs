namespace IamSim.Matching;

/// <summary>How far the wildcards of a pattern reach.</summary>
internal enum PatternMode : byte
{
    /// <summary>Over any character: actions, StringLike (GRAM-41, COND-20).</summary>
    Text,

    /// <summary>As Text behind the fifth colon; before it only a segment-final <c>*</c> passes colons (GRAM-52, GRAM-54, GRAM-55).</summary>
    Resource,

    /// <summary>As Resource, but before the fifth colon no wildcard passes one (OQ-3, the stricter reading).</summary>
    ResourceWithinSegments,

    /// <summary>Six parts compared one by one (COND-70).</summary>
    Arn,
}
