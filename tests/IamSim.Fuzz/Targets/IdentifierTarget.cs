using IamSim.Identifiers;

namespace IamSim.Fuzz.Targets;

/// <summary>The strings of requests.</summary>
internal sealed class IdentifierTarget() : FuzzTarget("identifiers", 1, "TryParse says what Parse does; parts put together are the whole; equality has one hash; only FormatException is thrown")
{
    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Arns, "s3:GetObject", "S3:getobject", "lambda.amazonaws.com", "anonymous", "arn:aws:iam::111122223333:saml-provider/p", "accounts.google.com", "arn:aws:sts::111122223333:federated-user/f", "/", "\U0001F600", "İ", "\0"];

    public override int MaximumLength => 256;

    public override void Run(byte[] input)
    {
        string[] lines = InputText.Lines(input, 2);
        CheckArn(lines[0], lines[1]);
        CheckAction(lines[0], lines[1]);
        CheckPrincipal(lines[0]);
        CheckRequest(lines[0], lines[1]);
    }

    private static void CheckArn(string text, string other)
    {
        bool isArn = Arn.TryParse(text, out Arn arn);
        Invariant.Same(isArn, Throws(() => Arn.Parse(text)) is null, "an ARN is parsed as it is tried");
        string[] parts = text.Split(':', 6);
        Invariant.Same(parts.Length == 6 && parts[0] == "arn", isArn, "an ARN has six parts");
        if (isArn)
        {
            Invariant.Same(text, $"arn:{arn.Partition}:{arn.Service}:{arn.Region}:{arn.AccountId}:{arn.Resource}", "the parts of an ARN are the whole");
            Invariant.Holds(Arn.TryParse(other, out Arn second) is false || arn.Equals(second) == (text == other), "ARNs are equal when their texts are");
        }
    }

    private static void CheckAction(string text, string other)
    {
        bool isAction = ActionName.TryParse(text, out ActionName action);
        Exception? fault = Throws(() => ActionName.Parse(text));
        Invariant.Same(isAction, fault is null, "an action is parsed as it is tried");
        if (!isAction)
        {
            return;
        }

        Invariant.Same(text, action.ToString(), "an action keeps its text");
        Invariant.Holds(string.Equals(text, $"{action.Service}:{action.Name}", StringComparison.OrdinalIgnoreCase), "the parts of an action are the whole");
        if (ActionName.TryParse(other, out ActionName second))
        {
            bool isSame = Folded(text) == Folded(other);
            Invariant.Same(isSame, action == second, "actions are compared without the case of ASCII");
            Invariant.Holds(!isSame || action.GetHashCode() == second.GetHashCode(), "equal actions have one hash");
        }
    }

    private static void CheckPrincipal(string text)
    {
        bool isPrincipal = Principal.TryParse(text, out Principal? principal);
        Invariant.Same(isPrincipal, Throws(() => Principal.Parse(text)) is null, "a principal is parsed as it is tried");
        if (principal is not null)
        {
            Invariant.Same(text, principal.ToString(), "a principal keeps its text");
            Invariant.Holds(principal.AccountId.Length == 0 || AccountId.IsValid(principal.AccountId), "the account of a principal is twelve digits");
            Invariant.Holds(Principal.TryParse(principal.Text, out Principal? again) && again.Equals(principal), "a principal is equal to itself");
        }

        Invariant.Same(Principal.TryParseFederatedProvider(text, out _), Throws(() => Principal.FromFederatedProvider(text)) is null, "a provider is parsed as it is tried");
    }

    private static void CheckRequest(string resource, string action)
    {
        Exception? fault = Throws(() => new RequestResource(resource).ToString());
        Invariant.Holds(fault is null or FormatException or ArgumentException, "a resource is refused as documented", () => fault!.ToString());
        if (fault is null && ActionName.TryParse(action, out ActionName asked))
        {
            var request = new AccessRequest(Principal.Anonymous, asked, new RequestResource(resource));
            request.InferResourcePolicyKind();
            Simulator.Compile(new PolicySet()).Evaluate(request);
        }
    }

    private static string Folded(string text) => string.Create(text.Length, text, static (span, value) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = value[i] is >= 'A' and <= 'Z' ? (char)(value[i] + 32) : value[i];
        }
    });

    private static Exception? Throws(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return exception;
        }
    }

    private static Exception? Throws<T>(Func<T> action) => Throws(() => { action(); });
}
