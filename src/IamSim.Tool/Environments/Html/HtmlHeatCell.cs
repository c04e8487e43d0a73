namespace IamSim.Tool.Environments.Html;

/// <summary>What a principal can do in a service.</summary>
/// <param name="Service">The place of the service in the list of services.</param>
/// <param name="Allowed">How many of its actions are allowed.</param>
/// <param name="Depends">How many depend on resources or conditions.</param>
/// <param name="Level">The highest access level among both: 0 list, 1 read, 2 tagging, 3 write, 4 permissions management.</param>
/// <param name="Total">How many actions the service has.</param>
internal readonly record struct HtmlHeatCell(int Service, int Allowed, int Depends, int Level, int Total);
