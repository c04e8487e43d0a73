using System.Collections.Immutable;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Conditions;

/// <summary>Hands an operator its policy values and takes its complaints about them.</summary>
/// <param name="values">The values as written.</param>
/// <param name="variables">Whether variables are replaced in this document (VAR-2).</param>
/// <param name="named">The operator.</param>
/// <param name="report">Receives the operator, the value, what is wrong with it, and a suggestion.</param>
internal readonly struct OperandReader(ImmutableArray<PolicyValue> values, bool variables, NamedOperator named, Action<NamedOperator, PolicyValue, string, string?> report)
{
    public delegate bool Parser<T>(string text, out T value);

    /// <summary>Whether a value has a variable, or an escape, to be replaced.</summary>
    public bool HasVariables
    {
        get
        {
            if (!variables)
            {
                return false;
            }

            foreach (PolicyValue value in values)
            {
                if (value.Text.Contains("${", StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public ImmutableArray<PolicyValue> Values => values;

    /// <summary>Reads every value with a parser, leaving out those it refuses.</summary>
    public T[] Read<T>(Parser<T> parser, string expected)
    {
        var read = new T[values.Length];
        int count = 0;
        foreach (PolicyValue value in values)
        {
            if (parser(value.Text, out T operand))
            {
                read[count++] = operand;
            }
            else
            {
                report(named, value, expected, null);
            }
        }

        return count == read.Length ? read : read[..count];
    }

    /// <summary>Compiles every value as a wildcard pattern.</summary>
    /// <param name="mode">How its wildcards work.</param>
    /// <param name="canMatch">Whether a text, in which variables are replaced or not, can match anything; <c>null</c> means that every text can.</param>
    public TextPattern[] ReadPatterns(PatternMode mode, Func<string, bool, bool>? canMatch = null)
    {
        var patterns = new TextPattern[values.Length];
        int count = 0;
        foreach (PolicyValue value in values)
        {
            if (canMatch is null || canMatch(value.Text, variables))
            {
                patterns[count++] = TextPattern.Compile(value.Text, mode, variables, null);
            }
        }

        return count == patterns.Length ? patterns : patterns[..count];
    }

    /// <summary>Every value as it is.</summary>
    public string[] ReadTexts()
    {
        string[] texts = new string[values.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = values[i].Text;
        }

        return texts;
    }

    /// <summary>Compiles every value as a text in which only variables are special.</summary>
    public PatternTemplate[] ReadTemplates() =>
        [.. values.Select(static value => new PatternTemplate(VariableSyntax.Split(value.Text, null), PatternMode.Text, wildcards: false))];
}
