namespace IamSim.Diagnostics;

/// <summary>One kind of finding: its stable id, its gravity and the rule it stands for.</summary>
/// <param name="Id">Stable id such as <c>IAM0007</c>; never reused.</param>
/// <param name="Severity">Its gravity in a strict compile.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Rule">The id of the evaluation rule behind it, such as <c>GRAM-30</c>.</param>
public sealed record DiagnosticDescriptor(string Id, DiagnosticSeverity Severity, string Title, string Rule);
