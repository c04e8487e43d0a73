namespace IamSim.Tool.Environments.Html;

/// <summary>A user or role in the report.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>user</c> or <c>role</c>.</param>
/// <param name="Account">The place of its account in the list of accounts.</param>
/// <param name="Row">The place of its row in the list of rows.</param>
/// <param name="IsAdministrator">Whether it can do nearly everything.</param>
/// <param name="IsUnsettled">Whether a policy of it is not known.</param>
internal sealed record HtmlPrincipal(string Arn, string Name, string Kind, int Account, int Row, bool IsAdministrator, bool IsUnsettled);
