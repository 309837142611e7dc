using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Payments;

/// <summary>How customers pay, and how well it works.</summary>
[Authorize(Policies.Everyone)]
internal sealed class MethodsModel(DocumentScreen screen) : TabbedPageModel(screen, PaymentTabs.All, "/payments/methods");
