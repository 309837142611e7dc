using System.Globalization;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Insights.Web.Api;

/// <summary>
/// Files from a browser in pieces, in the manner of tus (https://tus.io): a POST names the files, PATCH appends at an offset, HEAD says how much has arrived.
/// A dropped connection or a reloaded page goes on where it stopped. Without script the plain form at /data-health/upload does the same in one go.
/// </summary>
internal static class UploadEndpoints
{
    private const string Offset = "Upload-Offset";
    private const string Length = "Upload-Length";
    private const string Piece = "application/offset+octet-stream";
    private const int MostBytesOfList = 64 * 1024;

    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        var uploads = app.MapGroup("/data-health/uploads").RequireAuthorization(Policies.Operators).AddEndpointFilter(FormTokenAsync);
        uploads.MapPost("", BeginAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytesOfList));
        uploads.MapGet("/{uploadId}/files", FilesAsync);
        uploads.MapMethods("/{uploadId}/files/{file:int}", [HttpMethods.Head], HeadAsync);
        uploads.MapPatch("/{uploadId}/files/{file:int}", PatchAsync);
    }

    private static async Task<IResult> BeginAsync(BeginUpload wanted, HttpContext http, IImports imports, AuditLog audit)
    {
        if (wanted.Files is not { Count: > 0 } files || files.Any(file => string.IsNullOrEmpty(file.Name)))
            return Problem(StatusCodes.Status400BadRequest, "Choose at least one file.");
        try
        {
            var import = await imports.BeginAsync(
                new NewImport { StartedBy = http.User.Identity!.Name!, Files = [.. files.Select(file => new AwaitedFile(file.Name, file.Bytes, file.Modified))] }, http.RequestAborted);
            await audit.RecordAsync(http, AuditActions.Uploaded, string.Join(", ", import.Files.Select(file => file.Name)));
            return Results.Created("/data-health/uploads/" + import.Id, Shown(import));
        }
        catch (ImportNotTakenException refused)
        {
            return Refused(refused);
        }
    }

    private static async Task<IResult> FilesAsync(string uploadId, HttpContext http, IImports imports) =>
        await imports.FindAsync(uploadId, http.RequestAborted) is { } import ? Results.Json(Shown(import)) : Results.NotFound();

    private static async Task<IResult> HeadAsync(string uploadId, int file, HttpContext http, IImports imports)
    {
        if (await imports.FindAsync(uploadId, http.RequestAborted) is not { } import || file >= import.Files.Count)
            return Results.NotFound();
        if (import.HasEnded)
            return Results.StatusCode(StatusCodes.Status410Gone);
        http.Response.Headers[Offset] = Text(import.Files[file].Received);
        http.Response.Headers[Length] = Text(import.Files[file].Bytes);
        return Results.NoContent();
    }

    private static async Task<IResult> PatchAsync(string uploadId, int file, HttpContext http, IImports imports)
    {
        if (http.Request.ContentType != Piece)
            return Problem(StatusCodes.Status415UnsupportedMediaType, $"A piece of a file is sent as {Piece}.");
        if (!long.TryParse(http.Request.Headers[Offset], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return Problem(StatusCodes.Status400BadRequest, "The header Upload-Offset says where this piece belongs.");
        // A piece may be the whole rest of a file; what it holds too much is refused while it is read.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = NewImport.MostBytesPerFile + 1;
        try
        {
            var appended = await imports.AppendAsync(uploadId, file, offset, http.Request.Body, http.RequestAborted);
            http.Response.Headers[Offset] = Text(appended.Offset);
            return appended.State switch
            {
                AppendState.Stored => Results.NoContent(),
                AppendState.WrongOffset => Problem(StatusCodes.Status409Conflict, string.Create(CultureInfo.InvariantCulture, $"{appended.Offset} bytes have arrived; go on there.")),
                AppendState.Busy => Problem(StatusCodes.Status423Locked, "Another connection is still sending this file. Try again in a moment."),
                AppendState.TooLong => Problem(StatusCodes.Status413PayloadTooLarge, "The file holds more than was announced: it was changed while it was sent. Begin again."),
                _ => Problem(StatusCodes.Status410Gone, "This upload awaits no files any more. Load its page again: it says why."),
            };
        }
        catch (ImportNotTakenException refused)
        {
            return Refused(refused);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            // The connection is gone, and with it whoever would read an answer. What had arrived stays.
            return Results.Empty;
        }
        catch (IOException full)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UploadEndpoints)).LogError(full, "A piece of upload {Upload} could not be stored", uploadId);
            return Problem(StatusCodes.Status507InsufficientStorage, "The portal could not store this piece. What had arrived before stays; try again in a moment.");
        }
    }

    // What changes something needs the form's token, as every form does: a foreign page must not send files in a signed-in person's name.
    private static async ValueTask<object?> FormTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
            && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return Problem(StatusCodes.Status400BadRequest, "The form is older than your session. Load the page again and repeat.");
        return await next(context);
    }

    private static object Shown(ImportView import) => new
    {
        page = "/data-health/uploads/" + import.Id,
        receiving = import.Stage == ImportStage.Receiving,
        files = import.Files.Select((file, index) => new
        {
            url = FormattableString.Invariant($"/data-health/uploads/{import.Id}/files/{index}"),
            name = file.Name,
            bytes = file.Bytes,
            received = file.Received,
            modified = file.Modified,
        }),
    };

    private static IResult Refused(ImportNotTakenException refused) =>
        Problem(refused.ForSize ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status507InsufficientStorage, refused.Message);

    private static IResult Problem(int status, string detail) => Results.Problem(detail: detail, statusCode: status);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The files a browser is about to send.</summary>
internal sealed record BeginUpload(IReadOnlyList<BeginFile>? Files);

internal sealed record BeginFile(string Name, long Bytes, long Modified);
