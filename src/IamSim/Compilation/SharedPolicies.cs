using System.Runtime.CompilerServices;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>
/// Documents that were compiled before, for as long as they live: a document that stands in many policy sets, or in one of which another document
/// is replaced, is compiled once for each kind of place it stands in. Thread-safe.
/// </summary>
internal static class SharedPolicies
{
    // A document stands in few kinds of places under few options; more are compiled anew each time.
    private const int FormsKept = 8;

    private static readonly ConditionalWeakTable<PolicyDocument, Forms> Compiled = [];

    /// <summary>Compiles a document, or takes it as it was compiled before, with the same findings.</summary>
    public static CompiledPolicy Get(PolicyDocument document, in PolicyPlace place, DiagnosticBag diagnostics)
    {
        Forms forms = Compiled.GetValue(document, static _ => new Forms());
        Form form = forms.Find(place) ?? forms.Add(Compile(document, place));
        diagnostics.AddRange(form.Findings);
        return form.Policy;
    }

    private static Form Compile(PolicyDocument document, in PolicyPlace place)
    {
        var findings = new DiagnosticBag();
        CompiledPolicy policy = new PolicyCompiler(place.Options, findings).Compile(document, place.Kind, place.ResourceKind, place.EndpointType);
        return new Form(place, policy, findings.ToList());
    }

    private sealed record Form(PolicyPlace Place, CompiledPolicy Policy, IReadOnlyList<Diagnostic> Findings);

    private sealed class Forms
    {
        private Form[] _forms = [];

        public Form? Find(in PolicyPlace place)
        {
            foreach (Form form in Volatile.Read(ref _forms))
            {
                if (form.Place == place)
                {
                    return form;
                }
            }

            return null;
        }

        // Of two threads that add at once one may lose its form, which is then compiled again.
        public Form Add(Form form)
        {
            Form[] known = Volatile.Read(ref _forms);
            if (known.Length < FormsKept)
            {
                Volatile.Write(ref _forms, [.. known, form]);
            }

            return form;
        }
    }
}

/// <summary>What the compiled form of a document depends on besides its text.</summary>
/// <param name="Kind">The kind of policy.</param>
/// <param name="ResourceKind">What a resource policy hangs on; <c>default</c> for other kinds.</param>
/// <param name="EndpointType">The type of endpoint of an endpoint policy; <c>default</c> for other kinds.</param>
/// <param name="Options">The switches.</param>
internal readonly record struct PolicyPlace(PolicyKind Kind, ResourcePolicyKind ResourceKind, VpcEndpointType EndpointType, EvaluationOptions Options)
{
    public static PolicyPlace In(PolicySet set, PolicyKind kind, EvaluationOptions options) => new(
        kind,
        kind == PolicyKind.Resource ? set.ResourcePolicyKind : default,
        kind == PolicyKind.VpcEndpoint ? set.VpcEndpointType : default,
        options);
}
