namespace IamSim.Tool.Shards;

/// <summary>An answer with its question. Immutable.</summary>
/// <param name="Question">The number of the question, from 1; blank lines have none.</param>
/// <param name="Line">The number of its line.</param>
/// <param name="Id">Its id; <c>null</c> for none.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Members">The members of the answer behind line and id, as a JSON object.</param>
internal readonly record struct AnswerRow(long Question, long Line, string? Id, AskedFor Asked, string Members);

/// <summary>What a question asks; all <c>null</c> when it could not be read, or when nobody kept it.</summary>
/// <param name="Principal">The principal.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource; of several all, separated by spaces.</param>
internal readonly record struct AskedFor(string? Principal, string? Action, string? Resource)
{
    public static AskedFor Of(AccessRequest? request) => request is null
        ? default
        : new AskedFor(request.Principal.Text, request.Action.ToString(), request.Resources is [var only] ? only.Arn : string.Join(' ', request.Resources.Select(static resource => resource.Arn)));
}
