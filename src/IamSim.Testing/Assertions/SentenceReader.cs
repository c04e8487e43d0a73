using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace IamSim.Testing;

/// <summary>
/// Finds the sentences in an assembly: from a call of <c>Should()</c> on, the place of its result on the evaluation stack is followed through the straight code behind it.
/// A step takes it and puts the next in its place; whatever else takes it ends the sentence. Not thread-safe.
/// </summary>
internal sealed class SentenceReader(PEReader file, MetadataReader metadata)
{
    private readonly Dictionary<int, CalledMethod> _methods = [];

    public IEnumerable<CompiledSentence> Read()
    {
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0)
            {
                bool returns = CalledMethod.ReturnsValue(metadata.GetBlobReader(method.Signature));
                foreach (CompiledSentence sentence in ReadBody(file.GetMethodBody(method.RelativeVirtualAddress).GetILReader(), returns))
                {
                    yield return sentence;
                }
            }
        }
    }

    private List<CompiledSentence> ReadBody(BlobReader code, bool returns)
    {
        var found = new List<CompiledSentence>();
        var open = new Stack<OpenSentence>();
        (Instruction Previous, Instruction BeforePrevious) last = default;
        while (code.RemainingBytes > 0)
        {
            Instruction instruction = Instruction.Read(ref code);
            CalledMethod? called = instruction.IsCall ? MethodOf(instruction.Operand) : null;
            (int taken, int put) = StackEffect(instruction, called, returns);
            Follow(open, found, instruction, called, taken, put);
            if (called is { Kind: CalledMethodKind.Should } && FileOf(last.BeforePrevious) is { } name && last.Previous.Constant is { } line)
            {
                open.Push(new OpenSentence(name, line));
            }

            last = (instruction, last.Previous);
        }

        return found;
    }

    private static void Follow(Stack<OpenSentence> open, List<CompiledSentence> found, Instruction instruction, CalledMethod? called, int taken, int put)
    {
        // Where it goes on after a jump nobody knows.
        if (instruction.Leaves)
        {
            found.AddRange(open.Select(static sentence => sentence.End(CompiledSentences.Unknown)));
            open.Clear();
            return;
        }

        // The innermost sentence is the one on top.
        int ended = 0;
        foreach (OpenSentence sentence in open)
        {
            sentence.Above -= taken;
            if (sentence.Above == 0 && called is { Kind: CalledMethodKind.Step })
            {
                sentence.Steps++;
                sentence.Above = put;
            }
            else if (sentence.Above <= 0)
            {
                found.Add(sentence.End(sentence.Steps > 0 ? sentence.Steps : instruction.Code.Value == OpCodes.Pop.Value ? CompiledSentences.Dropped : CompiledSentences.Unknown));
                ended++;
            }
            else
            {
                sentence.Above += put;
            }
        }

        for (; ended > 0; ended--)
        {
            open.Pop();
        }
    }

    private static (int Taken, int Put) StackEffect(Instruction instruction, CalledMethod? called, bool returns)
    {
        if (called is { } method)
        {
            bool isNew = instruction.Code.Value == OpCodes.Newobj.Value;
            return (method.Parameters + (method.HasThis && !isNew ? 1 : 0), isNew || method.Returns ? 1 : 0);
        }

        return instruction.Code.Value == OpCodes.Ret.Value ? (returns ? 1 : 0, 0) : (instruction.Taken, instruction.Put);
    }

    private string? FileOf(Instruction instruction) =>
        instruction.Code.Value == OpCodes.Ldstr.Value ? metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(instruction.Operand)) : null;

    private CalledMethod MethodOf(int token)
    {
        if (!_methods.TryGetValue(token, out CalledMethod method))
        {
            method = CalledMethod.Read(metadata, MetadataTokens.EntityHandle(token));
            _methods.Add(token, method);
        }

        return method;
    }

    /// <summary>A sentence whose end was not met yet.</summary>
    private sealed class OpenSentence(string file, int line)
    {
        public int Steps { get; set; }

        /// <summary>How many values lie on the stack from it on, itself among them.</summary>
        public int Above { get; set; } = 1;

        public CompiledSentence End(int steps) => new(file, line, steps);
    }
}
