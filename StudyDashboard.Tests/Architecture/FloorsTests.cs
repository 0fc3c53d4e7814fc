using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StudyDashboard.Tests.Architecture;

/// <summary>The rules of the house that a compiler does not know, read out of the built assembly.</summary>
public sealed class FloorsTests
{
    private const string Root = "StudyDashboard.Features.";

    /// <summary>Floors from the ground up: a feature may know those below its own floor and, within the middle, those it names.</summary>
    private static readonly string[] Ground = ["Accounts", "Sessions"];
    private static readonly string[] Top = ["Overview", "Reports"];

    /// <summary>What a feature on top owns for those below to join it by: it knows none of them, and they know this of it alone.</summary>
    private static readonly string[] Joints =
    [
        "IReportSection", "ReportScope", "ReportViewer", "ReportSection", "ReportFigure", "ReportTable", "ReportColumn", "ReportSeries", "FigureUnit",
    ];

    private static readonly Lazy<IReadOnlyList<(string From, string To)>> References = new(() => [.. Read()]);

    [Fact]
    public void Features_Ground_KnowsNoneAbove() =>
        Assert.DoesNotContain(Between(), r => Ground.Contains(r.From) && !Ground.Contains(r.To));

    [Fact]
    public void Features_Middle_KnowsNoneOnTop() =>
        Assert.DoesNotContain(Between(), r => !Top.Contains(r.From) && Top.Contains(r.To));

    [Fact]
    public void Features_FormNoCircle()
    {
        var edges = Between().ToLookup(r => r.From, r => r.To);

        foreach (var feature in edges.Select(g => g.Key))
        {
            var seen = new HashSet<string>();
            var next = new Stack<string>(edges[feature]);
            while (next.TryPop(out var at))
            {
                Assert.False(at == feature, $"{feature} reaches itself.");
                if (seen.Add(at))
                {
                    foreach (var further in edges[at])
                    {
                        next.Push(further);
                    }
                }
            }
        }
    }

    [Fact]
    public void Components_AndEndpoints_DoNotTouchTheContext()
    {
        var offenders = References.Value
            .Where(r => r.To is "StudyDashboard.Data.StudyDbContext" && IsComponentOrEndpoint(r.From))
            .Select(r => r.From).Distinct();

        Assert.Empty(offenders);
    }

    [Fact]
    public void Services_DoNotKnowAspNetCore()
    {
        var offenders = References.Value
            .Where(r => r.From.StartsWith(Root, StringComparison.Ordinal) && !r.From.StartsWith($"{Root}Accounts", StringComparison.Ordinal))
            // A person is an Identity user, so whoever reads one names Identity's types.
            .Where(r => r.To.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) && !r.To.StartsWith("Microsoft.AspNetCore.Identity.", StringComparison.Ordinal))
            .Where(r => !IsComponentOrEndpoint(r.From) && !IsRegistration(r.From))
            .Select(r => $"{r.From} -> {r.To}").Distinct();

        Assert.Empty(offenders);
    }

    // Sessions names Accounts' Person as owner of a row; within the ground that is no arrow upwards.
    private static IEnumerable<(string From, string To)> Between() => References.Value
        .Where(r => r.From.StartsWith(Root, StringComparison.Ordinal) && r.To.StartsWith(Root, StringComparison.Ordinal) && !IsJoint(r.To))
        .Select(r => (From: Feature(r.From), To: Feature(r.To)))
        .Where(r => r.From != r.To)
        .Distinct();

    private static bool IsJoint(string type) => type.StartsWith($"{Root}Reports.", StringComparison.Ordinal) && Joints.Contains(type[$"{Root}Reports.".Length..]);

    private static string Feature(string type) => type[Root.Length..].Split('.')[0];

    private static bool IsComponentOrEndpoint(string type)
    {
        var found = typeof(Program).Assembly.GetType(type);
        return found is not null
            && (typeof(Microsoft.AspNetCore.Components.ComponentBase).IsAssignableFrom(found) || type.EndsWith("Endpoints", StringComparison.Ordinal));
    }

    private static bool IsRegistration(string type) => type.EndsWith("Feature", StringComparison.Ordinal);

    /// <summary>Every type that a type's members name, nested types counted as their outermost.</summary>
    private static IEnumerable<(string From, string To)> Read()
    {
        using var stream = File.OpenRead(typeof(Program).Assembly.Location);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        var types = typeof(Program).Assembly.GetTypes();
        foreach (var type in types.Where(t => t.Namespace?.StartsWith("StudyDashboard", StringComparison.Ordinal) == true))
        {
            foreach (var named in Named(type).Concat(InBodies(type, file, metadata)))
            {
                if (Outermost(named) is { FullName: { } to } && Outermost(type) is { FullName: { } from } && from != to)
                {
                    yield return (from, to);
                }
            }
        }
    }

    private static IEnumerable<Type> Named(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetFields(All).Select(f => f.FieldType)
            .Concat(type.GetProperties(All).Select(p => p.PropertyType))
            .Concat(type.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(type.GetConstructors(All).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)))
            .Concat(type.GetInterfaces())
            .SelectMany(Unwrap);
    }

    /// <summary>What the instructions of a type's methods name: calls, constructions, fields, type tokens.</summary>
    private static IEnumerable<Type> InBodies(Type type, PEReader file, MetadataReader metadata)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            var handle = (MethodDefinitionHandle)System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(method.MetadataToken);
            var address = metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
            if (address == 0)
            {
                continue;
            }
            foreach (var token in Tokens(file.GetMethodBody(address).GetILBytes() ?? []))
            {
                if (Resolve(type, method, token) is { } member)
                {
                    foreach (var named in Unwrap(member as Type ?? member.DeclaringType ?? typeof(object)))
                    {
                        yield return named;
                    }
                }
            }
        }
    }

    private static List<int> Tokens(byte[] body)
    {
        var tokens = new List<int>();
        var reader = new InstructionReader(body);
        while (reader.Next(out var token))
        {
            if (token is { } found)
            {
                tokens.Add(found);
            }
        }
        return tokens;
    }

    private static MemberInfo? Resolve(Type type, MethodBase method, int token)
    {
        try
        {
            return type.Module.ResolveMember(
                token, type.IsGenericType ? type.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<Type> Unwrap(Type type)
    {
        yield return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        foreach (var argument in type.GetGenericArguments().Concat(type.HasElementType ? [type.GetElementType()!] : []))
        {
            foreach (var inner in Unwrap(argument))
            {
                yield return inner;
            }
        }
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer && !type.IsGenericParameter ? Outermost(outer) : type;
}
