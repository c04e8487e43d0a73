using System.Collections.Immutable;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Conditions;

/// <summary>Hands an operator its policy values and takes its complaints about them.</summary>
/// <param name="values">The values as written.</param>
/// <param name="variables">Whether variables are replaced in this document (VAR-2).</param>
/// <param name="report">Receives the value, what is wrong with it, and a suggestion.</param>
internal sealed class OperandReader(ImmutableArray<PolicyValue> values, bool variables, Action<PolicyValue, string, string?> report)
{
    public delegate bool Parser<T>(string text, out T value);

    public bool Variables => variables;

    /// <summary>Whether a value has a variable, or an escape, to be replaced.</summary>
    public bool HasVariables
    {
        get
        {
            foreach (PolicyValue value in values)
            {
                if (variables && value.Text.Contains("${", StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public IReadOnlyList<PolicyValue> Values => values;

    /// <summary>Reads every value with a parser, leaving out those it refuses.</summary>
    public T[] Read<T>(Parser<T> parser, string expected)
    {
        var read = new List<T>(values.Length);
        foreach (PolicyValue value in values)
        {
            if (parser(value.Text, out T operand))
            {
                read.Add(operand);
            }
            else
            {
                report(value, expected, null);
            }
        }

        return [.. read];
    }

    /// <summary>Compiles every value as a wildcard pattern.</summary>
    public TextPattern[] ReadPatterns(PatternMode mode) => [.. values.Select(value => TextPattern.Compile(value.Text, mode, variables, null))];

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
