using System.CommandLine;
using IamSim.Tool.Batch;
using IamSim.Tool.Catalog;
using IamSim.Tool.Environments;
using IamSim.Tool.Shards;
using IamSim.Tool.Testing;

namespace IamSim.Tool;

/// <summary>The commands of the tool.</summary>
internal static class CommandTree
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Answers whether an AWS principal may do an action on a resource, exactly as AWS documents it, offline, and says why.");
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(WhyCommand.Create());
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(BatchCommand.Create());
        root.Subcommands.Add(MergeCommand.Create());
        root.Subcommands.Add(ValidateCommand.Create());
        root.Subcommands.Add(TestCommand.Create());
        root.Subcommands.Add(RecordCommand.Create());
        root.Subcommands.Add(ConvertCommand.Create());
        root.Subcommands.Add(DiagnosticCommand.Create());
        root.Subcommands.Add(ActionsCommand.Create());
        root.Subcommands.Add(KeysCommand.Create());
        root.Subcommands.Add(ResourceTypesCommand.Create());
        root.Subcommands.Add(CanCommand.Create());
        root.Subcommands.Add(WhoCanCommand.Create());
        root.Subcommands.Add(PublicCommand.Create());
        root.Subcommands.Add(ExternalCommand.Create());
        root.Subcommands.Add(GraphCommand.Create());
        root.Subcommands.Add(WhatCanCommand.Create());
        root.Subcommands.Add(MatrixCommand.Create());
        root.Subcommands.Add(DiffCommand.Create());
        root.Subcommands.Add(EscalationCommand.Create());
        root.Subcommands.Add(ReportCommand.Create());
        root.Subcommands.Add(EnvCommand.Create());
        root.Subcommands.Add(CompletionCommand.Create());
        return root;
    }
}
