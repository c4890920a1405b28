/**
 * Attributes whose value is a map or an object. Terraform JSON writes a block that occurs once in the same way, so
 * that only the provider's schema tells them apart. Source: `terraform providers schema -json` of hashicorp/aws 5.100,
 * and the bindings of hashicorp/kubernetes 2.38.
 */
const NAMES: ReadonlySet<string> = new Set(
  `additional_encryption_context additional_version_weights advanced_options airflow_configuration_options
  allocation_resource_tags ami_tags annotations arguments athena_properties attribute_mapping attributes
  authentication_request_extra_params backup_options binary_data capacity client_metadata client_properties
  column_to_json_key_mappings command_line_arguments connector_configuration container_environment_variables context
  credentials_map custom_properties data default default_arguments default_request default_run_properties dimensions
  driver_opts dynamic_parameters encryption_context_equals encryption_context_subset entity_overrides
  environment_variables event_configurations extra_params final_backup_tags global_settings group_weights hard
  header_parameters hyperparameters incident_tags input_paths job_tags label_set labels limits locale_specification
  log_destination maintenance_configuration manifest mappings match_labels max max_limit_request_ratio min
  node_selector non_overridable_arguments object parameter_overrides parameters ports principal_tags
  profile_properties properties property_map provider_details query_string_parameters recovery_point_tags
  regional_parameters request_models request_parameters request_templates requests required_claims resource_tags
  resource_type_management_preference resource_type_opt_in_preference response_models response_parameters
  response_templates restore_metadata_overrides roles runtime_environment_secrets runtime_environment_variables
  session_attributes skewed_column_value_location_maps stage_variable_overrides stage_variables staging_area_tags
  supported_login_providers table_configurations tag_map tags tags_all tags_to_add target_tags task_properties
  template_annotations test_bot_alias_tags token_signing_public_keys token_url_custom_properties triggers
  triggers_replace validation_data values_importance_map variable_tags variables video_codec_options volume_attributes
  volume_tags weights`.split(/\s+/),
);

/** Names that are a map in these types, and a block in all others. */
const MAPS_IN: Readonly<Record<string, RegExp>> = {
  configuration: /^aws_codepipeline$/,
  connection_properties: /^aws_glue_connection$/,
  encryption_configuration: /^aws_s3tables_/,
  endpoints: /^aws_lambda_event_source_mapping$/,
  environment: /^aws_(sagemaker|lightsail)_/,
  metadata: /^aws_s3_(object|object_copy|bucket_object)$/,
  options: /^aws_ecs_service$/,
  permissions: /^aws_ssm_document$/,
  selector: /^kubernetes_(service|replication_controller)(_v1)?$/,
};

/** Names that are a block in these types, and a map in all others. */
const BLOCKS_IN: Readonly<Record<string, RegExp>> = {
  attributes: /^aws_globalaccelerator_/,
  dimensions: /^aws_(appautoscaling|autoscaling)_policy$/,
  capacity: /^aws_mskconnect_/,
  limits: /^aws_(pinpoint_app|prometheus_)/,
  parameters:
    /^aws_(bedrockagent|controltower|dax|dlm|glue_ml|kinesis_firehose|quicksight|redshiftdata|resourcegroups)_|^kubernetes_ingress_class/,
  properties: /^aws_iot_(thing_group|thing_type|billing_group)$/,
  resource_tags: /^aws_(inspector2|rbin|securityhub)_/,
  response_parameters: /^aws_apigatewayv2_/,
};

/** True if an object at this name is a value by itself; false if it is a block. */
export function isMapAttribute(type: string, name: string): boolean {
  if (NAMES.has(name)) return !(BLOCKS_IN[name]?.test(type) ?? false);
  return MAPS_IN[name]?.test(type) ?? false;
}
