using System.Text;

namespace IamSim.Matching;

/// <summary>A text with its policy variables filled in, to be shown; matching never builds one.</summary>
/// <param name="Text">The text; an unresolved variable stays as it is written.</param>
/// <param name="Unresolved">The first variable without a value and without default; <c>null</c> when all have one (VAR-6).</param>
internal readonly record struct VariableExpansion(string Text, PolicyVariable? Unresolved)
{
    /// <summary>The text as a pattern in which that variable may be anything.</summary>
    public string OpenText => Unresolved is null ? Text : Text.Replace($"${{{Unresolved.Key.Name}}}", "*", StringComparison.Ordinal);

    public static VariableExpansion Of(string text, bool replaces, IVariableSource source)
    {
        if (!replaces || !text.Contains("${", StringComparison.Ordinal))
        {
            return new VariableExpansion(text, null);
        }

        var builder = new StringBuilder(text.Length);
        PolicyVariable? unresolved = null;
        foreach (TemplatePart part in VariableSyntax.Split(text, null))
        {
            if (part.Variable is not { } variable)
            {
                builder.Append(part.Text);
            }
            else if (source.TryGetVariable(variable.Key, out ReadOnlySpan<char> value))
            {
                builder.Append(value);
            }
            else if (variable.Default is { } fallback)
            {
                builder.Append(fallback);
            }
            else
            {
                unresolved ??= variable;
                builder.Append("${").Append(variable.Key.Name).Append('}');
            }
        }

        return new VariableExpansion(builder.ToString(), unresolved);
    }
}
