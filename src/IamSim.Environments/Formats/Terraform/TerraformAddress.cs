using System.Text;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>An address or reference of Terraform in its parts: <c>module.app["eu"].aws_iam_role.main[0].arn</c>.</summary>
internal static class TerraformAddress
{
    /// <summary>A part between dots.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Index">What stands in brackets behind it, as it is written; <c>null</c> for none.</param>
    internal readonly record struct Part(string Name, string? Index)
    {
        public override string ToString() => Index is null ? Name : $"{Name}[{Index}]";
    }

    /// <summary>Splits a text at its dots. Dots in brackets do not count, nor brackets in quotes.</summary>
    public static List<Part> Split(string text)
    {
        var parts = new List<Part>();
        var name = new StringBuilder();
        string? index = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '.')
            {
                parts.Add(new Part(name.ToString(), index));
                name.Clear();
                index = null;
            }
            else if (text[i] == '[')
            {
                int end = EndOfIndex(text, i);
                index = text[(i + 1)..end];
                i = end;
            }
            else
            {
                name.Append(text[i]);
            }
        }

        parts.Add(new Part(name.ToString(), index));
        return parts;
    }

    /// <summary>The names of the modules in the address of one.</summary>
    public static List<string> ModuleNames(string moduleAddress)
    {
        List<Part> parts = Split(moduleAddress);
        var names = new List<string>();
        for (int i = 1; i < parts.Count; i += 2)
        {
            names.Add(parts[i].Name);
        }

        return names;
    }

    /// <summary>The address of the module that a module stands in; empty for the root.</summary>
    public static string ParentModule(string moduleAddress)
    {
        List<Part> parts = Split(moduleAddress);
        return parts.Count <= 2 ? "" : string.Join('.', parts.Take(parts.Count - 2));
    }

    private static int EndOfIndex(string text, int open)
    {
        bool isQuoted = false;
        for (int i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && isQuoted)
            {
                i++;
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == ']' && !isQuoted)
            {
                return i;
            }
        }

        return text.Length;
    }
}
