using IamSim.Policies;

namespace IamSim.Linting;

/// <summary>An entry of Resource or NotResource as rules look at it.</summary>
internal sealed class LintedResource
{
    private readonly string[] _parts;

    public LintedResource(PolicyValue value)
    {
        Value = value;
        _parts = value.Text.Split(':', 6);
        IsArn = _parts.Length == 6 && _parts[0] == "arn";
    }

    public PolicyValue Value { get; }

    public string Text => Value.Text;

    public bool IsEverything => Text == "*";

    /// <summary>Whether it has the six parts of an ARN, with wildcards and variables as they may be; of anything else the validator has told.</summary>
    public bool IsArn { get; }

    /// <summary>Whether no part is left out: <c>arn:aws:sqs</c> stands for all that begins so (GRAM-55), although its text has no wildcard.</summary>
    public bool IsSpelledOut => IsEverything || Text.AsSpan().Count(':') >= 5;

    public string Partition => Part(1);

    public string Service => Part(2);

    public string Region => Part(3);

    public string Account => Part(4);

    public string Resource => Part(5);

    public bool HasWildcard => Text.AsSpan().ContainsAny('*', '?');

    public bool HasVariable => Text.Contains("${", StringComparison.Ordinal);

    private string Part(int index) => IsArn ? _parts[index] : "";
}
