using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Matching;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Validation;

/// <summary>Policy variables that are well formed and yet are not replaced, or have no value to be replaced by.</summary>
internal sealed class VariableChecks(PolicyReporter reporter)
{
    private readonly bool _replaces = reporter.Document.Version?.Text == PolicyCompiler.Current;

    /// <summary>Checks a value of an element in which variables are replaced.</summary>
    public void Check(PolicyValue value)
    {
        if (!value.Text.Contains("${", StringComparison.Ordinal))
        {
            return;
        }

        foreach (TemplatePart part in VariableSyntax.Split(value.Text, report: null))
        {
            if (!_replaces && (part.Variable is not null || part.IsEscaped))
            {
                // VAR-2: one finding for each value says it all.
                reporter.Report(DiagnosticDescriptors.VariableInOldVersion, value.Span, $"{JsonNode.Quote(value.Text)} is plain text in a policy of Version {PolicyCompiler.Old}", $"write \"Version\": \"{PolicyCompiler.Current}\"");
                return;
            }

            if (part.Variable is { } variable && GlobalKeys.IsMultivalued(variable.Key.Name))
            {
                reporter.Report(DiagnosticDescriptors.MultivaluedVariable, value.Span, $"'{variable.Key.Name}' is multivalued and never replaces a policy variable", "use a condition with ForAnyValue: or ForAllValues:");
            }
        }
    }
}
