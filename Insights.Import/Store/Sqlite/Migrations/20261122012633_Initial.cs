using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Import.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "agents",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    team = table.Column<string>(type: "TEXT", nullable: true),
                    tier = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "business_calendars",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<long>(type: "INTEGER", nullable: true),
                    definition_json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_business_calendars", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "charge_followers",
                columns: table => new
                {
                    charge_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    fact_kind = table.Column<int>(type: "INTEGER", nullable: false),
                    fact_key = table.Column<long>(type: "INTEGER", nullable: false),
                    takes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_charge_followers", x => new { x.charge_hash, x.fact_kind, x.fact_key });
                });

            migrationBuilder.CreateTable(
                name: "chargeback_events",
                columns: table => new
                {
                    chargeback_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    event_id = table.Column<string>(type: "TEXT", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    chargeback_ref = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    raw_status = table.Column<string>(type: "TEXT", nullable: true),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    file_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chargeback_events", x => new { x.chargeback_hash, x.occurred_at, x.event_id, x.chargeback_ref, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "chargeback_ids",
                columns: table => new
                {
                    id_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chargeback_ids", x => x.id_hash);
                });

            migrationBuilder.CreateTable(
                name: "chargeback_vendors",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chargeback_vendors", x => new { x.vendor_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "chargebacks",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    transaction_ref = table.Column<string>(type: "TEXT", nullable: true),
                    customer_ref = table.Column<string>(type: "TEXT", nullable: true),
                    network = table.Column<string>(type: "TEXT", nullable: true),
                    reason_code = table.Column<string>(type: "TEXT", nullable: true),
                    sub_reason = table.Column<string>(type: "TEXT", nullable: true),
                    provider_reason = table.Column<string>(type: "TEXT", nullable: true),
                    reason_group = table.Column<string>(type: "TEXT", nullable: true),
                    reason_category = table.Column<string>(type: "TEXT", nullable: true),
                    raw_status = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    charged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    evidence_due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    evidence_due_is_estimated = table.Column<bool>(type: "INTEGER", nullable: false),
                    evidence_submitted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome_is_provisional = table.Column<bool>(type: "INTEGER", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    transaction_amount_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    transaction_currency = table.Column<string>(type: "TEXT", nullable: true),
                    fee_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    fee_returned_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    recovered_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    bin6 = table.Column<string>(type: "TEXT", nullable: true),
                    last4 = table.Column<string>(type: "TEXT", nullable: true),
                    card_fingerprint = table.Column<string>(type: "TEXT", nullable: true),
                    product = table.Column<string>(type: "TEXT", nullable: true),
                    is_dispute = table.Column<bool>(type: "INTEGER", nullable: false),
                    version_at = table.Column<long>(type: "INTEGER", nullable: true),
                    content_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    file_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chargebacks", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "fx_rates",
                columns: table => new
                {
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    per_euro_millionths = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fx_rates", x => new { x.currency, x.day });
                });

            migrationBuilder.CreateTable(
                name: "import_batches",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    started_by = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "imported_files",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    batch_id = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    format = table.Column<string>(type: "TEXT", nullable: false),
                    encoding = table.Column<string>(type: "TEXT", nullable: false),
                    dialect = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    rows = table.Column<long>(type: "INTEGER", nullable: false),
                    inserted = table.Column<long>(type: "INTEGER", nullable: false),
                    updated = table.Column<long>(type: "INTEGER", nullable: false),
                    unchanged = table.Column<long>(type: "INTEGER", nullable: false),
                    duplicate = table.Column<long>(type: "INTEGER", nullable: false),
                    rejected = table.Column<long>(type: "INTEGER", nullable: false),
                    skipped = table.Column<long>(type: "INTEGER", nullable: false),
                    warnings = table.Column<long>(type: "INTEGER", nullable: false),
                    card_numbers_truncated = table.Column<long>(type: "INTEGER", nullable: false),
                    data_until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imported_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rejected_rows",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    file_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    severity = table.Column<string>(type: "TEXT", nullable: false),
                    column = table.Column<string>(type: "TEXT", nullable: true),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    record = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rejected_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sla_policies",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<long>(type: "INTEGER", nullable: true),
                    definition_json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sla_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    cadence_hours = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "store_counters",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "ticket_events",
                columns: table => new
                {
                    ticket_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    event_id = table.Column<string>(type: "TEXT", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ticket_ref = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    actor_kind = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: true),
                    is_public = table.Column<bool>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    file_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_events", x => new { x.ticket_hash, x.occurred_at, x.event_id, x.ticket_ref, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "ticket_ids",
                columns: table => new
                {
                    id_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_ids", x => x.id_hash);
                });

            migrationBuilder.CreateTable(
                name: "ticket_vendors",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_vendors", x => new { x.vendor_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    customer_ref = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    priority = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: true),
                    raw_status = table.Column<string>(type: "TEXT", nullable: true),
                    team = table.Column<string>(type: "TEXT", nullable: true),
                    tier = table.Column<string>(type: "TEXT", nullable: true),
                    agent = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    solved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    transaction_ref = table.Column<string>(type: "TEXT", nullable: true),
                    merged_into = table.Column<string>(type: "TEXT", nullable: true),
                    follow_up_of = table.Column<string>(type: "TEXT", nullable: true),
                    satisfaction = table.Column<string>(type: "TEXT", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: true),
                    reported_first_reply_seconds = table.Column<int>(type: "INTEGER", nullable: true),
                    reported_full_resolution_seconds = table.Column<int>(type: "INTEGER", nullable: true),
                    version_at = table.Column<long>(type: "INTEGER", nullable: true),
                    content_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    file_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tickets", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "touched_days",
                columns: table => new
                {
                    fact = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    mark = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touched_days", x => new { x.fact, x.day });
                });

            migrationBuilder.CreateTable(
                name: "touched_tickets",
                columns: table => new
                {
                    ticket_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ticket_ref = table.Column<string>(type: "TEXT", nullable: false),
                    mark = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touched_tickets", x => new { x.ticket_hash, x.source_id, x.ticket_ref });
                });

            migrationBuilder.CreateTable(
                name: "transaction_ids",
                columns: table => new
                {
                    id_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transaction_ids", x => x.id_hash);
                });

            migrationBuilder.CreateTable(
                name: "transaction_vendors",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transaction_vendors", x => new { x.vendor_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "transactions",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    fee_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    original_ref = table.Column<string>(type: "TEXT", nullable: true),
                    refund_extent = table.Column<string>(type: "TEXT", nullable: true),
                    refund_mode = table.Column<string>(type: "TEXT", nullable: true),
                    customer_ref = table.Column<string>(type: "TEXT", nullable: true),
                    order_ref = table.Column<string>(type: "TEXT", nullable: true),
                    gateway = table.Column<string>(type: "TEXT", nullable: true),
                    method = table.Column<string>(type: "TEXT", nullable: true),
                    brand = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    bin6 = table.Column<string>(type: "TEXT", nullable: true),
                    last4 = table.Column<string>(type: "TEXT", nullable: true),
                    card_fingerprint = table.Column<string>(type: "TEXT", nullable: true),
                    failure_code = table.Column<string>(type: "TEXT", nullable: true),
                    failure_cause = table.Column<string>(type: "TEXT", nullable: true),
                    descriptor = table.Column<string>(type: "TEXT", nullable: true),
                    product = table.Column<string>(type: "TEXT", nullable: true),
                    three_ds = table.Column<string>(type: "TEXT", nullable: true),
                    avs_result = table.Column<string>(type: "TEXT", nullable: true),
                    cvc_result = table.Column<string>(type: "TEXT", nullable: true),
                    version_at = table.Column<long>(type: "INTEGER", nullable: true),
                    content_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    file_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transactions", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "vendors",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    code_folded = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workspace_settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspace_settings", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agents_source_id_code",
                table: "agents",
                columns: new[] { "source_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_business_calendars_code_version",
                table: "business_calendars",
                columns: new[] { "code", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_chargebacks_charged_at",
                table: "chargebacks",
                column: "charged_at");

            migrationBuilder.CreateIndex(
                name: "ix_chargebacks_decided_at",
                table: "chargebacks",
                column: "decided_at");

            migrationBuilder.CreateIndex(
                name: "ix_imported_files_batch_id",
                table: "imported_files",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_imported_files_sha256",
                table: "imported_files",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "ix_rejected_rows_file_id_line",
                table: "rejected_rows",
                columns: new[] { "file_id", "line" });

            migrationBuilder.CreateIndex(
                name: "ix_sla_policies_code_version",
                table: "sla_policies",
                columns: new[] { "code", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_name",
                table: "sources",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vendors_code_folded",
                table: "vendors",
                column: "code_folded",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agents");

            migrationBuilder.DropTable(
                name: "business_calendars");

            migrationBuilder.DropTable(
                name: "charge_followers");

            migrationBuilder.DropTable(
                name: "chargeback_events");

            migrationBuilder.DropTable(
                name: "chargeback_ids");

            migrationBuilder.DropTable(
                name: "chargeback_vendors");

            migrationBuilder.DropTable(
                name: "chargebacks");

            migrationBuilder.DropTable(
                name: "fx_rates");

            migrationBuilder.DropTable(
                name: "import_batches");

            migrationBuilder.DropTable(
                name: "imported_files");

            migrationBuilder.DropTable(
                name: "rejected_rows");

            migrationBuilder.DropTable(
                name: "sla_policies");

            migrationBuilder.DropTable(
                name: "sources");

            migrationBuilder.DropTable(
                name: "store_counters");

            migrationBuilder.DropTable(
                name: "ticket_events");

            migrationBuilder.DropTable(
                name: "ticket_ids");

            migrationBuilder.DropTable(
                name: "ticket_vendors");

            migrationBuilder.DropTable(
                name: "tickets");

            migrationBuilder.DropTable(
                name: "touched_days");

            migrationBuilder.DropTable(
                name: "touched_tickets");

            migrationBuilder.DropTable(
                name: "transaction_ids");

            migrationBuilder.DropTable(
                name: "transaction_vendors");

            migrationBuilder.DropTable(
                name: "transactions");

            migrationBuilder.DropTable(
                name: "vendors");

            migrationBuilder.DropTable(
                name: "workspace_settings");
        }
    }
}
