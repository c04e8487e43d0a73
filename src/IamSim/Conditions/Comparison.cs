namespace IamSim.Conditions;

/// <summary>Which outcomes of a three-way comparison an operator accepts.</summary>
internal enum Comparison : byte
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>The meaning of <see cref="Comparison"/>.</summary>
internal static class ComparisonMeaning
{
    /// <summary>Whether "value compared with operand" has an accepted sign.</summary>
    public static bool Holds(this Comparison comparison, int sign) => comparison switch
    {
        Comparison.Equal => sign == 0,
        Comparison.Less => sign < 0,
        Comparison.LessOrEqual => sign <= 0,
        Comparison.Greater => sign > 0,
        _ => sign >= 0,
    };
}
