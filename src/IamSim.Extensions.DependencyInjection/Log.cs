using Microsoft.Extensions.Logging;

namespace IamSim.Extensions.DependencyInjection;

/// <summary>All log messages. None is written while a request is answered.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "policy set '{PolicySet}' is loaded")]
    public static partial void Loaded(this ILogger logger, string policySet);

    [LoggerMessage(2, LogLevel.Information, "policy set '{PolicySet}' is reloaded: the new version is in force")]
    public static partial void Reloaded(this ILogger logger, string policySet);

    [LoggerMessage(3, LogLevel.Error, "policy set '{PolicySet}' is not reloaded: the version of {LoadedAt:u} stays in force")]
    public static partial void NotReloaded(this ILogger logger, string policySet, DateTimeOffset loadedAt, Exception? exception);

    [LoggerMessage(EventId = 4, Message = "policy set '{PolicySet}': {Finding}")]
    public static partial void Finding(this ILogger logger, LogLevel level, string policySet, string finding);

    [LoggerMessage(5, LogLevel.Warning, "policy set '{PolicySet}': folder '{Folder}' reports no changes, its files are read every few seconds instead")]
    public static partial void FolderNotWatched(this ILogger logger, string policySet, string folder, Exception exception);

    [LoggerMessage(6, LogLevel.Error, "policy set '{PolicySet}': a callback of the reload token threw")]
    public static partial void ReloadCallbackThrew(this ILogger logger, string policySet, Exception exception);

    [LoggerMessage(7, LogLevel.Error, "policy set '{PolicySet}': the reload threw")]
    public static partial void ReloadThrew(this ILogger logger, string policySet, Exception exception);
}
